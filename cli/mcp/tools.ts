import type { Tool } from './tool.ts'
import { catalog } from './tools/catalog.ts'
import { check } from './tools/check.ts'
import { explain } from './tools/explain.ts'
import { incidents } from './tools/incidents.ts'
import { rules } from './tools/rules.ts'
import { status } from './tools/status.ts'

/** Every tool that an assistant gets. */
export const TOOLS: readonly Tool[] = [check, explain, status, incidents, catalog, rules]
