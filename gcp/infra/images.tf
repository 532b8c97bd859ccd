resource "google_artifact_registry_repository" "images" {
  project       = var.project
  location      = var.region
  repository_id = var.name
  description   = "Images of ${var.name}, built from dist/gcp"
  format        = "DOCKER"

  cleanup_policies {
    id     = "keep-newest"
    action = "KEEP"

    most_recent_versions {
      keep_count = 5
    }
  }

  cleanup_policies {
    id     = "remove-old"
    action = "DELETE"

    condition {
      older_than = "30d"
    }
  }

  depends_on = [google_project_service.needed]
}
