# With var.shards: the queue that carries the shards of large sweeps (azure/shard-queue.ts). Made by Resource Manager, as the
# account answers by its private endpoint only.
locals {
  storage_services = setunion(var.storage_services, var.shards ? ["queue"] : [])

  shard_queue = "perimeter-shards"

  # Queues need an extension, which host.json does not name: without shards the host loads none.
  # https://learn.microsoft.com/azure/azure-functions/functions-host-json#override-hostjson-values
  shard_settings = var.shards ? {
    PERIMETER_SHARD_QUEUE                                         = local.shard_queue
    AzureFunctionsJobHost__extensionBundle__id                    = "Microsoft.Azure.Functions.ExtensionBundle"
    AzureFunctionsJobHost__extensionBundle__version               = "[4.0.0, 5.0.0)"
    AzureFunctionsJobHost__extensions__queues__batchSize          = "1"
    AzureFunctionsJobHost__extensions__queues__newBatchThreshold  = "0"
    AzureFunctionsJobHost__extensions__queues__maxPollingInterval = "00:00:02"
    # Before a message that an instance refused comes again.
    AzureFunctionsJobHost__extensions__queues__visibilityTimeout = "00:00:10"
  } : {}
}

resource "azapi_resource" "shards" {
  count     = var.shards ? 1 : 0
  type      = "Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01"
  name      = local.shard_queue
  parent_id = "${azurerm_storage_account.this.id}/queueServices/default"
  body      = { properties = {} }
}
