/**
 * Which of the permissions that W&B needs are in the predefined roles of Google Cloud.
 * Source: "IAM roles for Cloud Storage" of Google's documentation. A basic role gives nothing of this on a
 * bucket by itself: it acts through convenience values such as `projectOwner:…`, which hold legacy roles.
 */
const uploads = [
  'storage.multipartUploads.create',
  'storage.multipartUploads.abort',
  'storage.multipartUploads.list',
  'storage.multipartUploads.listParts',
];
const objects = [
  'storage.objects.create',
  'storage.objects.delete',
  'storage.objects.get',
  'storage.objects.list',
  'storage.objects.update',
  ...uploads,
];
const bucketWriter = [
  'storage.buckets.get',
  'storage.objects.create',
  'storage.objects.delete',
  'storage.objects.list',
  ...uploads,
];

export const gcpRoles: ReadonlyMap<string, readonly string[]> = new Map([
  ['roles/storage.admin', ['storage.buckets.get', ...objects]],
  ['roles/storage.objectAdmin', objects],
  ['roles/storage.objectUser', objects],
  ['roles/storage.objectViewer', ['storage.objects.get', 'storage.objects.list']],
  ['roles/storage.objectCreator', ['storage.objects.create', ...uploads.filter((name) => !name.endsWith('.list'))]],
  ['roles/storage.bucketViewer', ['storage.buckets.get']],
  ['roles/storage.legacyBucketOwner', bucketWriter],
  ['roles/storage.legacyBucketWriter', bucketWriter],
  ['roles/storage.legacyBucketReader', ['storage.buckets.get', 'storage.objects.list', 'storage.multipartUploads.list']],
  ['roles/storage.legacyObjectOwner', ['storage.objects.get', 'storage.objects.update']],
  ['roles/storage.legacyObjectReader', ['storage.objects.get']],
  ['roles/owner', []],
  ['roles/editor', []],
  ['roles/viewer', []],
]);
