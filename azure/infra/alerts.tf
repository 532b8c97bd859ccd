resource "azurerm_monitor_action_group" "this" {
  name                = "ag-${var.name}"
  short_name          = substr(var.name, 0, 12)
  resource_group_name = local.resource_group
  tags                = local.tags

  dynamic "email_receiver" {
    for_each = var.alert_email == "" ? [] : [var.alert_email]

    content {
      name                    = "mail"
      email_address           = email_receiver.value
      use_common_alert_schema = true
    }
  }
}

locals {
  action_groups = concat([azurerm_monitor_action_group.this.id], var.action_group_id == "" ? [] : [var.action_group_id])

  # A trace's message is one JSON object (shared/agent/report-lines.ts, shared/alerts/log-lines.ts).
  entries = "traces | where message startswith '{' | extend entry = parse_json(message)"

  alerts = {
    failing-capability = {
      description = "A capability fails: what the vantage needs for it is unreachable, or not as expected"
      severity    = 1
      window      = local.alert_window
      operator    = "GreaterThanOrEqual"
      threshold   = var.alert_after
      dimensions  = ["vantage", "capability"]
      ends        = true
      query       = <<-KQL
        ${local.entries}
        | where entry.event == 'capability' and entry.kind == 'scheduled' and entry.verdict == 'fail'
        | summarize timestamp = max(timestamp), symptom = take_any(tostring(entry.symptom))
            by vantage = tostring(entry.vantage), capability = tostring(entry.capability), report = tostring(entry.report)
      KQL
    }
    new-incident = {
      description = "An incident opened: one cause, seen in several sweeps"
      severity    = 2
      window      = local.alert_window
      operator    = "GreaterThan"
      threshold   = 0
      dimensions  = ["vantage", "code", "incident"]
      ends        = false
      query       = <<-KQL
        ${local.entries}
        | where entry.event == 'incident-opened'
        | summarize timestamp = max(timestamp), subject = take_any(tostring(entry.subject))
            by vantage = tostring(entry.vantage), code = tostring(entry.code), incident = tostring(entry.incident)
      KQL
    }
    silent-probe = {
      description = "No sweep was logged: the probe does not run, or its logs do not arrive"
      severity    = 1
      window      = local.silence_window
      operator    = "LessThan"
      threshold   = 1
      dimensions  = []
      ends        = true
      query       = <<-KQL
        ${local.entries}
        | where entry.event == 'sweep' and entry.kind == 'scheduled'
        | project timestamp, vantage = tostring(entry.vantage), report = tostring(entry.report)
      KQL
    }
  }
}

resource "azurerm_monitor_scheduled_query_rules_alert_v2" "this" {
  for_each            = local.alerts
  name                = "alert-${var.name}-${each.key}"
  display_name        = "Perimeter: ${each.key}"
  description         = each.value.description
  resource_group_name = local.resource_group
  location            = local.location
  tags                = local.tags

  scopes               = [azurerm_application_insights.this.id]
  severity             = each.value.severity
  evaluation_frequency = "PT5M"
  window_duration      = each.value.window

  # A workspace that nothing was sent to yet has no columns to check a query against.
  skip_query_validation = true

  # Of an incident only its opening is in the log: when that is old, the incident is not over, and nobody may be told that it is
  # "Resolved". It fires once a window instead.
  auto_mitigation_enabled           = each.value.ends
  mute_actions_after_alert_duration = each.value.ends ? null : each.value.window

  criteria {
    query                   = each.value.query
    time_aggregation_method = "Count"
    operator                = each.value.operator
    threshold               = each.value.threshold

    dynamic "dimension" {
      for_each = each.value.dimensions

      content {
        name     = dimension.value
        operator = "Include"
        values   = ["*"]
      }
    }
  }

  action {
    action_groups = local.action_groups
  }
}

resource "azurerm_monitor_metric_alert" "availability" {
  count               = var.availability_alert ? 1 : 0
  name                = "alert-${var.name}-availability"
  description         = "A target or capability is below full availability"
  resource_group_name = local.resource_group
  scopes              = [azurerm_application_insights.this.id]
  severity            = 2
  frequency           = "PT5M"
  window_size         = "PT15M"
  tags                = local.tags

  criteria {
    metric_namespace       = "microsoft.insights/components"
    metric_name            = "availabilityResults/availabilityPercentage"
    aggregation            = "Average"
    operator               = "LessThan"
    threshold              = 100
    skip_metric_validation = true

    dimension {
      name     = "availabilityResult/name"
      operator = "Include"
      values   = ["*"]
    }
  }

  dynamic "action" {
    for_each = local.action_groups

    content {
      action_group_id = action.value
    }
  }
}
