/** The public registry of npm, whose name is put together from its labels. */
export const NPM_HOST = ['registry', 'npmjs', 'org'].join('.')
