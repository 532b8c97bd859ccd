# What the configuration says is taken from it and from nowhere else: schedule, store.
locals {
  config_text = file(var.config_file)
  config      = yamldecode(local.config_text)
  # length() counts characters. Base64 has four letters for three bytes, the last with an equals sign for each that is missing.
  config_base64 = base64encode(local.config_text)
  config_bytes  = length(local.config_base64) * 3 / 4 - length(regexall("=", local.config_base64))

  # The default of shared/config/schema.ts.
  schedule = try(local.config.schedule, "0 */5 * * * *")
  fields   = split(" ", trimspace(replace(local.schedule, "/\\s+/", " ")))

  # NCRONTAB has seconds before the five fields of cron, and reads A/N as A-LAST/N (A/1 as A), which cron does not know.
  lasts = [59, 59, 23, 31, 12, 6]
  cron = join(" ", [
    for i in range(1, length(local.fields)) : join(",", [
      for term in split(",", local.fields[i]) :
      replace(replace(term, "/^(\\d+)/1$/", "$1"), "/^(\\d+)/(\\d+)$/", "$1-${local.lasts[min(i, 5)]}/$2")
    ])
  ])

  interval_minutes = coalesce(
    var.interval_minutes,
    try(tonumber(regex("^0+ \\*/(\\d+) \\* \\* \\* \\*$", join(" ", local.fields))[0]), null),
    0,
  )

  firestore = try(local.config.store, null) == null ? {} : try(local.config.store.firestore, null)
  database  = try(local.firestore.database, "(default)")
  # The results may be kept elsewhere: in Azure Tables, or in the Firestore of another project.
  keeps_results_here = local.firestore != null && try(local.firestore.project, var.project) == var.project
}
