# With var.shards: sweeps of thousands of targets are measured by so many instances of a second service, to which Pub/Sub
# pushes the shards (runtime/queues/pub-sub.ts, gcp/shards.ts). The first one still begins each sweep, joins and judges it.
locals {
  has_shards = var.shards > 0
  topic      = "projects/${var.project}/topics/${var.name}-shards"

  shard_environment = local.has_shards ? { PERIMETER_SHARD_TOPIC = local.topic } : {}
}

resource "google_pubsub_topic" "shards" {
  count = local.has_shards ? 1 : 0

  project = var.project
  name    = "${var.name}-shards"
  # What is older is of no use: a sweep ends after limits.sweep (4m). Ten minutes are the least that Pub/Sub takes.
  message_retention_duration = "600s"

  depends_on = [google_project_service.needed]
}

resource "google_pubsub_topic_iam_member" "shards" {
  count = local.has_shards ? 1 : 0

  project = var.project
  topic   = google_pubsub_topic.shards[0].name
  role    = "roles/pubsub.publisher"
  member  = google_service_account.probe.member
}

# Pub/Sub calls with this one's token, and it can do nothing else.
resource "google_service_account" "shards" {
  count = local.has_shards ? 1 : 0

  project      = var.project
  account_id   = "${var.name}-shards"
  display_name = "Perimeter: the calls of Pub/Sub"

  depends_on = [google_project_service.needed]
}

resource "google_cloud_run_v2_service_iam_member" "shards" {
  count = local.has_shards ? 1 : 0

  project  = var.project
  location = var.region
  name     = google_cloud_run_v2_service.shards[0].name
  role     = "roles/run.invoker"
  member   = google_service_account.shards[0].member
}

resource "google_pubsub_subscription" "shards" {
  count = local.has_shards ? 1 : 0

  project = var.project
  name    = "${var.name}-shards"
  topic   = google_pubsub_topic.shards[0].id
  # Longer than a shard may take: the same one is not begun twice while it is measured.
  ack_deadline_seconds       = 310
  message_retention_duration = "600s"

  push_config {
    push_endpoint = "${google_cloud_run_v2_service.shards[0].uri}/api/shard"

    oidc_token {
      service_account_email = google_service_account.shards[0].email
      audience              = google_cloud_run_v2_service.shards[0].uri
    }
  }

  expiration_policy {
    ttl = ""
  }

  retry_policy {
    minimum_backoff = "10s"
    maximum_backoff = "60s"
  }

  depends_on = [google_cloud_run_v2_service_iam_member.shards]
}

resource "google_cloud_run_v2_service" "shards" {
  count = local.has_shards ? 1 : 0

  project     = var.project
  location    = var.region
  name        = "${var.name}-shards"
  description = "Perimeter: measures shards of the sweeps of ${var.name}"
  # Pub/Sub of the same project counts as internal: https://docs.cloud.google.com/run/docs/securing/ingress
  ingress              = "INGRESS_TRAFFIC_INTERNAL_ONLY"
  deletion_protection  = false
  invoker_iam_disabled = false

  template {
    service_account       = google_service_account.probe.email
    execution_environment = "EXECUTION_ENVIRONMENT_GEN2"
    # That of the probe: it bounds limits.sweep, which is in the hash that both must agree on.
    timeout = "300s"
    # One shard at a time, so that many are measured by many.
    max_instance_request_concurrency = 1

    scaling {
      min_instance_count = 0
      max_instance_count = var.shards
    }

    vpc_access {
      # The egress path of the probe.
      egress    = "ALL_TRAFFIC"
      connector = var.connector

      dynamic "network_interfaces" {
        for_each = var.connector == null ? data.google_compute_subnetwork.probe[*].id : []

        content {
          subnetwork = network_interfaces.value
          tags       = var.network_tags
        }
      }
    }

    containers {
      image = var.image

      resources {
        limits = {
          cpu    = "1"
          memory = "512Mi"
        }
        cpu_idle          = true
        startup_cpu_boost = true
      }

      dynamic "env" {
        # Its vantage is that of the probe.
        for_each = merge(local.environment, local.shard_environment, { PERIMETER_SHARDS_OF = var.name })

        content {
          name  = env.key
          value = env.value
        }
      }

      dynamic "env" {
        for_each = var.environment_from_manager

        content {
          name = env.key

          value_source {
            secret_key_ref {
              secret  = env.value
              version = "latest"
            }
          }
        }
      }
    }
  }

  lifecycle {
    # gcloud writes these when it deploys the same service.
    ignore_changes = [client, client_version]
  }

  depends_on = [
    google_project_iam_member.results,
    google_project_service.needed,
    google_secret_manager_secret_iam_member.environment,
  ]
}
