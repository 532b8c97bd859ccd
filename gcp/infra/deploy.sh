#!/bin/sh
# Builds the package, makes an image of it, and deploys all of gcp/infra. Deploys a new version just as well.
# Needs Terraform 1.9 or later, gcloud (logged in), Node and npm; terraform.tfvars beside this file says where to.
# Inside a perimeter of VPC Service Controls, whose default workers and logs bucket are outside it:
#   WORKER_POOL=projects/P/locations/R/workerPools/NAME  the private pool that builds, also where a policy asks for one
#   BUILD_BUCKET=NAME  an existing bucket for the source and the log, instead of those that gcloud makes
set -eu
cd "$(dirname "$0")"
[ -f terraform.tfvars ] || { echo "There is no gcp/infra/terraform.tfvars: copy terraform.tfvars.example and fill it in" >&2; exit 2; }

npm --prefix ../.. run package:gcp -- --files gcp/infra/files
terraform init -input=false
# The image needs its repository, and the service needs the image. Alerts need metrics that Cloud Monitoring has heard of,
# which takes it some minutes (hashicorp/terraform-provider-google, issue 11102): as long as the image is being built.
terraform apply -input=false -auto-approve -target=google_artifact_registry_repository.images \
  -target=google_logging_metric.sweeps -target=google_logging_metric.failing_targets \
  -target=google_logging_metric.failing_capabilities -target=google_logging_metric.failed_calls
images=$(terraform output -raw images)
project=$(echo "$images" | cut -d/ -f2)
# A function of its own, since its options are its arguments.
build() {
  if [ -n "${WORKER_POOL:-}" ]; then set -- "$@" --worker-pool="$WORKER_POOL" --region="$(echo "$WORKER_POOL" | cut -d/ -f4)"; fi
  if [ -n "${BUILD_BUCKET:-}" ]; then
    set -- "$@" --gcs-source-staging-dir="gs://$BUILD_BUCKET/source" --gcs-log-dir="gs://$BUILD_BUCKET/log"
  fi
  # Who may not read the logs bucket gets an error for a build that succeeds, where its log is followed.
  gcloud builds submit ../../dist/gcp --project="$project" --suppress-logs \
    --pack="image=$images/perimeter,env=GOOGLE_FUNCTION_TARGET=perimeter" "$@"
}
build
digest=$(gcloud artifacts docker images describe "$images/perimeter:latest" --project="$project" --format='value(image_summary.digest)')
echo "image = \"$images/perimeter@$digest\"" >image.auto.tfvars
# Asks before it changes anything; -auto-approve as an argument answers.
terraform apply "$@"
