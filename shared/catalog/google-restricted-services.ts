/**
 * The APIs on the restricted VIP, by the first label of their names: Google’s list "Supported services"
 * (https://docs.cloud.google.com/vpc-service-controls/docs/restricted-vip-services, read 2026-04-08), which
 * calls itself not exhaustive. Helpers that exist on this VIP only come first, then general availability, then Beta.
 */
export const RESTRICTED_SERVICES: readonly string[] = [
  'discovery oauth2 openidconnect reauth',
  'accessapproval aiplatform alloydb apigee apikeys artifactregistry backupdr batch bigquery',
  'bigquerydatatransfer bigtable binaryauthorization certificatemanager cloudasset cloudbuild',
  'clouddeploy clouderrorreporting cloudfunctions cloudkms cloudprofiler cloudquotas cloudscheduler',
  'cloudtasks cloudtrace composer compute config connectgateway container containeranalysis',
  'containerfilesystem containerregistry containersecurity datacatalog dataflow dataform datafusion',
  'datamigration dataplex dataproc datastream discoveryengine dlp dns documentai eventarc',
  'eventarcpublishing file firebaserules firestore gkeconnect gkehub healthcare iamcredentials iap',
  'iaptunnel identitytoolkit integrations language logging looker managedkafka memcache memorystore',
  'metastore modelarmor monitoring networkconnectivity networkmanagement networksecurity',
  'networkservices notebooks orgpolicy oslogin parametermanager privateca publicca pubsub',
  'recaptchaenterprise recommender redis run secretmanager securetoken securitycenter servicecontrol',
  'servicedirectory servicehealth servicenetworking serviceusage spanner speech sqladmin storage',
  'storagetransfer sts telemetry texttospeech tpu trafficdirector transcoder translate',
  'videointelligence vision vpcaccess webrisk workflows workstations',
  'assuredworkloads chronicle cloudresourcemanager cloudsupport dialogflow domains iam places retail',
  'visionai',
].flatMap((line) => line.split(' '))
