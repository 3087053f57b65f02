import { json } from './bodies.ts';
import type { GcsAnswer } from './types.ts';

/** An error of Cloud Storage's JSON API. */
export const storageError = (status: number, reason: string, message: string, extra: object = {}): GcsAnswer =>
  json(status, { error: { code: status, message, errors: [{ message, domain: 'global', reason, ...extra }] } });

/** An error of Resource Manager, KMS or IAM Credentials. */
export const apiError = (status: number, name: string, message: string, details?: readonly object[]): GcsAnswer =>
  json(status, { error: { code: status, message, status: name, ...(details === undefined ? {} : { details }) } });

export const unauthorized = (isStorage: boolean): GcsAnswer =>
  isStorage
    ? storageError(401, 'authError', 'Invalid Credentials', { locationType: 'header', location: 'Authorization' })
    : apiError(
        401,
        'UNAUTHENTICATED',
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
      );

export const storageDenied = (caller: string, permission: string): GcsAnswer =>
  storageError(
    403,
    'forbidden',
    `${caller} does not have ${permission} access to the Google Cloud Storage bucket. Permission '${permission}' denied on resource (or it may not exist).`,
  );

export const projectDenied = (permission: string, projectNumber: string): GcsAnswer =>
  apiError(403, 'PERMISSION_DENIED', 'The caller does not have permission', [
    {
      '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
      reason: 'IAM_PERMISSION_DENIED',
      domain: 'cloudresourcemanager.googleapis.com',
      metadata: { permission, resource: `projects/${projectNumber}` },
    },
  ]);

export const keyDenied = (permission: string, name: string): GcsAnswer =>
  apiError(403, 'PERMISSION_DENIED', `Permission '${permission}' denied on resource '${name}' (or it may not exist).`);

export const serviceDisabled = (service: string, project: string): GcsAnswer =>
  apiError(
    403,
    'PERMISSION_DENIED',
    `API has not been used in project ${project} before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/${service}/overview?project=${project} then retry.`,
    [
      {
        '@type': 'type.googleapis.com/google.rpc.Help',
        links: [
          {
            description: 'Google developers console API activation',
            url: `https://console.developers.google.com/apis/api/${service}/overview?project=${project}`,
          },
        ],
      },
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'SERVICE_DISABLED',
        domain: 'googleapis.com',
        metadata: { service, consumer: `projects/${project}` },
      },
    ],
  );
