# terraform test: plans only, nothing is made.
mock_provider "google" {
  mock_data "google_compute_subnetwork" {
    defaults = {
      id                       = "projects/contoso/regions/asia-northeast1/subnetworks/probes"
      network                  = "https://www.googleapis.com/compute/v1/projects/contoso/global/networks/locked"
      ip_cidr_range            = "10.8.0.0/26"
      private_ip_google_access = true
    }
  }
}

variables {
  project     = "contoso"
  region      = "asia-northeast1"
  subnetwork  = "probes"
  config_file = "tests/configs/plain.yaml"
  image       = "asia-northeast1-docker.pkg.dev/contoso/perimeter/perimeter@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
}

run "by_default" {
  command = plan

  assert {
    condition     = google_cloud_run_v2_service.probe.template[0].vpc_access[0].egress == "ALL_TRAFFIC"
    error_message = "The probe must send all its traffic through the VPC."
  }

  assert {
    condition     = google_cloud_run_v2_service.probe.ingress == "INGRESS_TRAFFIC_INTERNAL_ONLY" && length(google_cloud_run_v2_service_iam_member.callers) == 0
    error_message = "Nobody but the Scheduler calls by default."
  }

  assert {
    condition     = output.schedule == "*/5 * * * *" && local.interval_minutes == 5
    error_message = "The default schedule is every five minutes."
  }

  assert {
    condition     = google_firestore_database.results[0].name == "(default)" && google_firestore_database.results[0].delete_protection_state == "DELETE_PROTECTION_ENABLED"
    error_message = "The results are kept in the default database, protected."
  }

  assert {
    condition     = google_project_iam_member.results[0].condition[0].expression == "resource.name == \"projects/contoso/databases/(default)\""
    error_message = "The role is for that one database."
  }

  assert {
    condition     = google_monitoring_alert_policy.silent.conditions[0].condition_absent[0].duration == "1800s"
    error_message = "Half an hour without a sweep is silence."
  }

  assert {
    condition     = length(module.restricted_vip) == 0
    error_message = "The network is left alone."
  }

  assert {
    condition     = length(google_pubsub_topic.shards) == 0 && length(google_cloud_run_v2_service.shards) == 0
    error_message = "One instance measures all."
  }

  assert {
    condition     = length(google_project_iam_custom_role.network) == 0 && length(google_project_iam_member.network) == 0
    error_message = "Nobody lets it read networks without being asked."
  }
}

run "networks_that_the_probe_reads" {
  command = plan

  variables {
    name             = "peri-meter"
    network_projects = ["contoso-host", "contoso-lab"]
  }

  assert {
    condition     = toset(keys(google_project_iam_member.network)) == toset(["contoso-host", "contoso-lab"]) && google_project_iam_custom_role.network["contoso-host"].role_id == "peri_meter_network_reader"
    error_message = "The probe reads the networks of both projects, by a role of each."
  }

  assert {
    condition     = alltrue([for right in google_project_iam_custom_role.network["contoso-lab"].permissions : can(regex("\\.(list|getEffectiveFirewalls)$", right))])
    error_message = "The role reads only."
  }

  assert {
    condition     = contains(keys(google_project_service.needed), "dns.googleapis.com")
    error_message = "Cloud DNS is asked by way of the project of the probe."
  }
}

run "a_database_and_a_schedule_of_the_configuration" {
  command = plan

  variables {
    config_file              = "tests/configs/named.yaml"
    environment_from_manager = { SLACK_WEBHOOK = "slack-webhook" }
    alert_emails             = ["oncall@contoso.com"]
    callers                  = ["group:network@contoso.com"]
  }

  assert {
    condition     = output.schedule == "*/10 * * * *" && local.silent_window == "1800s" && local.failing_window == "1800s"
    error_message = "The schedule is that of the configuration."
  }

  assert {
    condition     = google_firestore_database.results[0].name == "probes" && google_firestore_field.expiry[0].database == "probes"
    error_message = "The database is that of the configuration."
  }

  assert {
    condition     = one([for e in google_cloud_run_v2_service.probe.template[0].containers[0].env : e.value_source[0].secret_key_ref[0].secret if e.name == "SLACK_WEBHOOK"]) == "slack-webhook"
    error_message = "Secrets come from Secret Manager."
  }

  assert {
    condition     = keys(google_secret_manager_secret_iam_member.environment) == ["SLACK_WEBHOOK"]
    error_message = "The probe may read these secrets and no others."
  }
}

run "results_in_another_cloud" {
  command = plan

  variables {
    config_file      = "tests/configs/elsewhere.yaml"
    interval_minutes = 480
  }

  assert {
    condition     = output.schedule == "5-59/15,3 6-22 * * mon-fri"
    error_message = "NCRONTAB is written as cron: ${output.schedule}"
  }

  assert {
    condition     = length(google_firestore_database.results) + length(google_firestore_field.row) + length(google_project_iam_member.results) == 0
    error_message = "No database is made, and no role given, for results that are kept elsewhere."
  }

  assert {
    condition     = local.silent_window == "84600s"
    error_message = "A condition looks back 23.5 hours at most."
  }
}

run "restricted_vip_leaves_the_names_of_others_alone" {
  command = plan

  variables {
    create_restricted_vip = true
    network_tags          = ["orders"]
  }

  assert {
    condition     = length(module.restricted_vip[0].zones) == 0 && !contains(keys(google_project_service.needed), "dns.googleapis.com")
    error_message = "No zone is made that nobody asked for."
  }

  assert {
    condition     = contains(output.restricted_vip.may_leave, "all else that no other rule of the network denies")
    error_message = "Nothing else is denied by default, and this is said."
  }
}

run "restricted_vip_as_the_only_way" {
  command = plan

  variables {
    create_restricted_vip = true
    network_project       = "contoso-host"
    network_tags          = ["orders"]
    restricted_vip = {
      domains           = ["googleapis.com", "gcr.io", "pkg.dev"]
      deny_other_egress = true
      allowed_egress    = [{ ranges = ["10.0.0.0/8"], protocol = "tcp", ports = ["5432"] }]
    }
  }

  assert {
    condition     = length(module.restricted_vip[0].zones) == 3
    error_message = "A zone for each domain."
  }

  assert {
    condition     = output.restricted_vip.may_leave == ["tcp:443 to 34.126.0.0/18 and 199.36.153.4/30: Google's APIs", "tcp:5432 to 10.0.0.0/8"]
    error_message = "What may leave is said: ${join("; ", output.restricted_vip.may_leave)}"
  }

  assert {
    condition     = !contains(keys(google_project_service.needed), "dns.googleapis.com")
    error_message = "The zones of a Shared VPC are the host project's."
  }
}

run "restricted_vip_without_tags_is_refused" {
  command = plan

  variables {
    create_restricted_vip = true
  }

  expect_failures = [var.create_restricted_vip]
}

run "a_connector" {
  command = plan

  variables {
    subnetwork = null
    connector  = "projects/contoso/locations/asia-northeast1/connectors/egress"
  }

  assert {
    condition     = google_cloud_run_v2_service.probe.template[0].vpc_access[0].connector == var.connector && length(google_cloud_run_v2_service.probe.template[0].vpc_access[0].network_interfaces) == 0
    error_message = "The connector is the egress path."
  }

  assert {
    condition     = google_cloud_run_v2_service.probe.template[0].vpc_access[0].egress == "ALL_TRAFFIC"
    error_message = "All traffic, by a connector too."
  }
}

run "shards" {
  command = plan

  variables {
    shards = 20
  }

  assert {
    condition     = google_cloud_run_v2_service.shards[0].template[0].scaling[0].max_instance_count == 20 && google_cloud_run_v2_service.shards[0].template[0].max_instance_request_concurrency == 1
    error_message = "Twenty instances, one shard each."
  }

  assert {
    condition     = google_cloud_run_v2_service.probe.template[0].scaling[0].max_instance_count == 1 && google_pubsub_topic.shards[0].name == "perimeter-shards"
    error_message = "The probe stays one, and hands shards to the topic."
  }
}

run "two_egress_paths_are_refused" {
  command = plan

  variables {
    connector = "projects/contoso/locations/asia-northeast1/connectors/egress"
  }

  expect_failures = [google_cloud_run_v2_service.probe]
}

run "eighty_targets_in_japanese" {
  command = plan

  variables {
    config_file = "tests/configs/japanese.yaml"
  }

  assert {
    condition     = local.config_bytes > length(local.config_text) && local.config_bytes <= 32768
    error_message = "Bytes count, not characters."
  }
}

run "a_pause_that_cannot_be_told" {
  command = plan

  variables {
    config_file = "tests/configs/elsewhere.yaml"
  }

  expect_failures = [google_monitoring_alert_policy.silent]
}

run "seconds_are_refused" {
  command = plan

  variables {
    config_file      = "tests/configs/seconds.yaml"
    interval_minutes = 5
  }

  expect_failures = [google_cloud_scheduler_job.sweep]
}

run "day_of_month_and_of_week_are_refused" {
  command = plan

  variables {
    config_file      = "tests/configs/both-days.yaml"
    interval_minutes = 60
  }

  expect_failures = [google_cloud_scheduler_job.sweep]
}

run "results_in_memory_are_refused" {
  command = plan

  variables {
    config_file = "tests/configs/sqlite.yaml"
  }

  expect_failures = [google_cloud_run_v2_service.probe]
}

run "an_image_by_tag_is_refused" {
  command = plan

  variables {
    image = "asia-northeast1-docker.pkg.dev/contoso/perimeter/perimeter:latest"
  }

  expect_failures = [var.image]
}

run "no_image_yet" {
  command = plan

  variables {
    image = null
  }

  expect_failures = [google_cloud_run_v2_service.probe]
}

run "the_public_is_refused" {
  command = plan

  variables {
    callers = ["allUsers"]
  }

  expect_failures = [var.callers]
}

run "a_small_subnet_without_private_access_is_refused" {
  command = plan

  override_data {
    target = data.google_compute_subnetwork.probe
    values = {
      ip_cidr_range            = "10.8.0.0/28"
      private_ip_google_access = false
    }
  }

  expect_failures = [google_cloud_run_v2_service.probe]
}
