import type { Answer, FakeContext } from './types.ts';
import { element, escape } from './xml.ts';

const metadata = '<ResponseMetadata><RequestId>01234567-89ab-cdef-0123-456789abcdef</RequestId></ResponseMetadata>';
const result = (action: string, content: string): Answer => ({
  status: 200,
  type: 'text/xml',
  body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${content}</${action}Result>${metadata}</${action}Response>`,
});
const denied = (status: number, code: string, message: string): Answer => ({
  status,
  type: 'text/xml',
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${escape(message)}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});

/** Access keys that AssumeRole hands out begin so. */
export const roleKeyPrefix = 'ASIAFAKEROLE';

/** Answers a request as STS would. */
export function answerSts(context: FakeContext, form: URLSearchParams, accessKey: string): Answer {
  if (!context.profile.startsWith('aws'))
    return { status: 405, body: '<Error><Code>MethodNotAllowed</Code><Message></Message></Error>', type: 'application/xml' };
  if (form.get('Action') === 'GetCallerIdentity') {
    const isRole = accessKey.startsWith(roleKeyPrefix);
    const arn = isRole ? `arn:aws:sts::${context.caller.Account}:assumed-role/auditor/byob-audit` : context.caller.Arn;
    return result(
      'GetCallerIdentity',
      element('UserId', accessKey) + element('Account', context.caller.Account) + element('Arn', arn),
    );
  }
  const arn = form.get('RoleArn') ?? '';
  const role = context.options.roles?.[arn];
  if (role === undefined || (role.externalId !== undefined && role.externalId !== form.get('ExternalId'))) {
    return denied(
      403,
      'AccessDenied',
      `User: ${context.caller.Arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
    );
  }
  const session = form.get('RoleSessionName') ?? '';
  const credentials =
    element('AccessKeyId', `${roleKeyPrefix}0001`) +
    element('SecretAccessKey', 'fake') +
    element('SessionToken', 'fake') +
    element('Expiration', new Date(Date.now() + 3_600_000).toISOString());
  const user =
    element('Arn', `arn:aws:sts::${context.caller.Account}:assumed-role/auditor/${session}`) +
    element('AssumedRoleId', `AROAFAKE:${session}`);
  return result('AssumeRole', `<Credentials>${credentials}</Credentials><AssumedRoleUser>${user}</AssumedRoleUser>`);
}
