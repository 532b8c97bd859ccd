resource "google_firestore_database" "results" {
  count = local.keeps_results_here && var.create_database ? 1 : 0

  project                 = var.project
  name                    = local.database
  location_id             = coalesce(var.database_location, var.region)
  type                    = "FIRESTORE_NATIVE"
  concurrency_mode        = "OPTIMISTIC"
  delete_protection_state = var.protect_results ? "DELETE_PROTECTION_ENABLED" : "DELETE_PROTECTION_DISABLED"
  deletion_policy         = "DELETE"

  depends_on = [google_project_service.needed]
}

# The same as stores/firestore/firestore.indexes.json. No field is queried: rows are read by name.
resource "google_firestore_field" "expiry" {
  count = local.keeps_results_here ? 1 : 0

  project    = var.project
  database   = local.database
  collection = "rows"
  field      = "expireAt"

  ttl_config {}
  # An index on a time that grows would be written at one end only.
  index_config {}

  depends_on = [google_firestore_database.results]
}

resource "google_firestore_field" "row" {
  count = local.keeps_results_here ? 1 : 0

  project    = var.project
  database   = local.database
  collection = "rows"
  field      = "row"

  index_config {}

  # One change of indexes at a time.
  depends_on = [google_firestore_field.expiry]
}
