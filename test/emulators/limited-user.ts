/** The IAM and test calls of moto in plain HTTP: the program itself has no use for an IAM client. */
async function iam(endpoint: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const scope = 'testing/20260101/us-east-1/iam/aws4_request';
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      // moto reads the service from the scope and does not verify the signature while IAM is off.
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
    },
    body: new URLSearchParams({ Version: '2010-05-08', ...parameters }),
  });
  const body = await response.text();
  if (!response.ok) throw new Error(`${parameters['Action']} failed: ${body}`);
  return body;
}

const element = (xml: string, name: string): string => new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? '';

/** Makes a user that may do exactly `actions`, and turns the enforcement of IAM on. */
export async function makeLimitedUser(
  endpoint: string,
  actions: readonly string[],
): Promise<{ readonly accessKeyId: string; readonly secretAccessKey: string }> {
  const UserName = 'limited-auditor';
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] };
  await iam(endpoint, { Action: 'CreateUser', UserName });
  await iam(endpoint, { Action: 'PutUserPolicy', UserName, PolicyName: 'limited', PolicyDocument: JSON.stringify(policy) });
  const made = await iam(endpoint, { Action: 'CreateAccessKey', UserName });
  await fetch(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: '0' });
  return { accessKeyId: element(made, 'AccessKeyId'), secretAccessKey: element(made, 'SecretAccessKey') };
}
