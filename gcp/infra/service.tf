locals {
  ingress = {
    internal                          = "INGRESS_TRAFFIC_INTERNAL_ONLY"
    internal-and-cloud-load-balancing = "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
    all                               = "INGRESS_TRAFFIC_ALL"
  }

  environment = merge(var.environment, {
    PERIMETER_CONFIG_YAML = local.config_text
    # A claim, which the page shows as one: from inside, the setting below cannot be read.
    PERIMETER_EGRESS     = "all-traffic"
    GOOGLE_CLOUD_PROJECT = var.project
    GOOGLE_CLOUD_REGION  = var.region
    # Name lookups run in the thread pool of Node, which reads its size before the program could set it.
    UV_THREADPOOL_SIZE = "64"
    # One heap for all threads of the C library: by default each keeps what it freed, 20 MB of 140 in a sweep.
    # https://www.gnu.org/software/libc/manual/html_node/Memory-Allocation-Tunables.html
    MALLOC_ARENA_MAX = "1"
  })
}

resource "google_cloud_run_v2_service" "probe" {
  project             = var.project
  location            = var.region
  name                = var.name
  description         = "Perimeter: checks from inside the VPC what must be reachable, private or blocked"
  ingress             = local.ingress[var.ingress]
  deletion_protection = false
  # IAM is the only guard of the API.
  invoker_iam_disabled = false

  template {
    service_account       = google_service_account.probe.email
    execution_environment = "EXECUTION_ENVIRONMENT_GEN2"
    # A sweep ends after limits.sweep (4m): the Scheduler's request stays open until then.
    timeout = "300s"
    # The page answers while a sweep runs. Two sweeps never run at once: the store has a lease.
    max_instance_request_concurrency = 20

    scaling {
      min_instance_count = var.min_instances
      max_instance_count = 1
    }

    vpc_access {
      # The default, PRIVATE_RANGES_ONLY, would send public addresses past the VPC: the probe would judge another path.
      egress = "ALL_TRAFFIC"
      # An egress path of its own: machines, tags and a subnet of the connector. Null: Direct VPC.
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
        # CPU during requests only: a sweep is one.
        cpu_idle          = true
        startup_cpu_boost = true
      }

      dynamic "env" {
        for_each = merge(local.environment, local.shard_environment)

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

    precondition {
      condition     = var.image != null
      error_message = "There is no image yet: run gcp/infra/deploy.sh, which builds it and names it in image.auto.tfvars."
    }

    precondition {
      condition     = (var.subnetwork == null) != (var.connector == null)
      error_message = "Name either subnetwork (Direct VPC egress) or connector (Serverless VPC Access): the one that the workloads use that the probe stands for."
    }

    precondition {
      condition     = alltrue([for subnet in data.google_compute_subnetwork.probe : tonumber(split("/", subnet.ip_cidr_range)[1]) <= 26])
      error_message = "The subnet ${coalesce(var.subnetwork, "-")} is smaller than /26, which Direct VPC egress needs."
    }

    precondition {
      condition     = alltrue([for subnet in data.google_compute_subnetwork.probe : subnet.private_ip_google_access])
      error_message = "The subnet ${coalesce(var.subnetwork, "-")} has no Private Google Access, without which the probe cannot store a result: gcloud compute networks subnets update ${coalesce(var.subnetwork, "-")} --region=${var.region} --enable-private-ip-google-access."
    }

    precondition {
      condition     = try(local.config.store.sqlite, null) == null
      error_message = "${var.config_file} keeps its results in SQLite, which is lost with the instance: omit `store`, or name firestore or azureTables."
    }

    precondition {
      condition     = local.config_bytes <= 32768
      error_message = "${var.config_file} has ${local.config_bytes} bytes, and an environment variable holds 32768 (a Japanese character has three): shorten comments, or move targets into catalogs of your own, and put those into gcp/infra/files."
    }
  }

  depends_on = [
    google_project_iam_member.results,
    google_project_service.needed,
    google_secret_manager_secret_iam_member.environment,
  ]
}
