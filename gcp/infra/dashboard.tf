locals {
  user_metric = "metric.type=\"logging.googleapis.com/user/${var.name}"
  run_metric  = "resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${var.name}\" AND metric.type=\"run.googleapis.com"

  charts = [
    {
      title   = "Scheduled sweeps"
      filter  = "${local.user_metric}/sweeps\" AND resource.type=\"cloud_run_revision\""
      aligner = "ALIGN_DELTA", reducer = "REDUCE_SUM", by = [], plot = "STACKED_BAR"
    },
    {
      title   = "Failing targets"
      filter  = "${local.user_metric}/failing-targets\" AND resource.type=\"cloud_run_revision\""
      aligner = "ALIGN_DELTA", reducer = "REDUCE_PERCENTILE_99", by = [], plot = "LINE"
    },
    {
      title   = "Sweeps in which a capability failed"
      filter  = "${local.user_metric}/failing-capabilities\" AND resource.type=\"cloud_run_revision\""
      aligner = "ALIGN_DELTA", reducer = "REDUCE_SUM", by = ["metric.label.capability"], plot = "STACKED_BAR"
    },
    {
      title   = "Calls of the Scheduler that failed"
      filter  = "${local.user_metric}/failed-calls\" AND resource.type=\"cloud_scheduler_job\""
      aligner = "ALIGN_DELTA", reducer = "REDUCE_SUM", by = [], plot = "STACKED_BAR"
    },
    {
      title   = "Time of an answer, 95th percentile"
      filter  = "${local.run_metric}/request_latencies\""
      aligner = "ALIGN_PERCENTILE_95", reducer = "REDUCE_MAX", by = [], plot = "LINE"
    },
    {
      title   = "Instances"
      filter  = "${local.run_metric}/container/instance_count\""
      aligner = "ALIGN_MAX", reducer = "REDUCE_SUM", by = ["metric.label.state"], plot = "LINE"
    },
  ]

  chart_tiles = [
    for i, chart in local.charts : {
      xPos = (i % 2) * 6, yPos = floor(i / 2) * 4, width = 6, height = 4
      widget = {
        title = chart.title
        xyChart = {
          dataSets = [{
            plotType = chart.plot
            timeSeriesQuery = {
              timeSeriesFilter = {
                filter = chart.filter
                aggregation = {
                  alignmentPeriod    = "${60 * max(local.interval_minutes, 1)}s"
                  perSeriesAligner   = chart.aligner
                  crossSeriesReducer = chart.reducer
                  groupByFields      = chart.by
                }
              }
            }
          }]
        }
      }
    }
  ]

  log_tile = {
    xPos = 0, yPos = 12, width = 12, height = 6
    widget = {
      title = "Incidents and failing capabilities"
      logsPanel = {
        resourceNames = ["projects/${var.project}"]
        filter        = "${local.entries} AND jsonPayload.event=(\"incident-opened\" OR \"incident-closed\" OR \"capability\")"
      }
    }
  }
}

resource "google_monitoring_dashboard" "perimeter" {
  project = var.project

  dashboard_json = jsonencode({
    displayName  = "Perimeter: ${var.name}"
    mosaicLayout = { columns = 12, tiles = concat(local.chart_tiles, [local.log_tile]) }
  })

  depends_on = [
    google_logging_metric.failed_calls,
    google_logging_metric.failing_capabilities,
    google_logging_metric.failing_targets,
    google_logging_metric.sweeps,
  ]
}
