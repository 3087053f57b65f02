import { describe, expect, it } from 'vitest';
import { refuseWrongDocuments, wrongDocument } from '../../../src/providers/aws/root-element.ts';

const versioning = 'GetBucketVersioningCommand';

describe('the root element of an answer', () => {
  it.each([
    ['<VersioningConfiguration/>'],
    ['<VersioningConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>\n'],
    ['\uFEFF<?xml version="1.0"?>\n<!-- a --> <VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>\n'],
    ['<ns:VersioningConfiguration xmlns:ns="x"></ns:VersioningConfiguration>'],
    ['<GetBucketVersioningResponse xmlns="x"/>'],
  ])('is believed: %s', (text) => {
    expect(wrongDocument(versioning, text)).toBeUndefined();
  });

  it.each([
    ['', 'the server answered nothing'],
    [' <?xml version="1.0"?> ', 'the server answered nothing'],
    ['hello', 'the server answered something that is not XML'],
    ['{"a":1}', 'the server answered something that is not XML'],
    ['<ListBucketResult></ListBucketResult>', 'the server answered ListBucketResult'],
    ['<!DOCTYPE html><html></html>', 'the server answered DOCTYPE'],
    ['<Error><Code>X</Code></Error>', 'the server answered Error'],
    ['<VersioningConfigurations/>', 'the server answered VersioningConfigurations'],
    ['<', 'the server answered a broken tag'],
    ['<VersioningConfiguration><Status>Enabled</Status>', 'the answer broke off'],
    ['<VersioningConfiguration', 'the answer broke off'],
  ])('is refused: %s', (text, expected) => {
    expect(wrongDocument(versioning, text)).toBe(`asked for VersioningConfiguration, ${expected}`);
  });

  it('is none for a policy, and nothing is checked for other commands', () => {
    expect(wrongDocument('GetBucketPolicyCommand', '{"Version":"2012-10-17"}')).toBeUndefined();
    expect(wrongDocument('GetBucketPolicyCommand', '<ListBucketResult/>')).toBe(
      'asked for a policy, the server answered ListBucketResult',
    );
    expect(wrongDocument('GetBucketPolicyCommand', '')).toBe('asked for a policy, the server answered nothing');
    expect(wrongDocument('HeadBucketCommand', '')).toBeUndefined();
  });
});

describe('an answer made to take long', () => {
  it.each([
    ['white space before the last tag', `<VersioningConfiguration>${' '.repeat(100_000)}</VersioningConfiguration>`, undefined],
    ['indented lines', `<VersioningConfiguration>\n${'\t\n '.repeat(50_000)}</VersioningConfiguration> \n`, undefined],
    ['comments after the end', `<VersioningConfiguration/>${' <!-- -->'.repeat(50_000)}`, undefined],
    ['comments that begin and never end', `<VersioningConfiguration>${'<!--'.repeat(50_000)}`, 'the answer broke off'],
    ['ends of comments', `<VersioningConfiguration>${'-->'.repeat(50_000)}`, 'the answer broke off'],
    ['a comment shorter than its marks', '<VersioningConfiguration/><!-->', 'the answer broke off'],
  ])('%s', (_name, text, expected) => {
    const started = performance.now();
    const wrong = wrongDocument(versioning, text);
    expect(wrong).toBe(expected === undefined ? undefined : `asked for VersioningConfiguration, ${expected}`);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('a success without its document', () => {
  it.each([200, 202, 204, 206])('is refused with status %i', async (statusCode) => {
    const send = refuseWrongDocuments(async () => ({ response: { statusCode, body: new Uint8Array() } }), {
      commandName: versioning,
    });
    await expect(send({})).rejects.toThrow('asked for VersioningConfiguration, the server answered nothing');
  });
});

/** As Ceph RGW 18 and moto 5 were seen to answer. */
describe('answers of other servers', () => {
  const prolog = '<?xml version="1.0" encoding="UTF-8"?>';
  const xmlns = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
  it.each([
    ['GetBucketLocationCommand', `${prolog}<LocationConstraint ${xmlns}>default</LocationConstraint>`],
    ['GetBucketLocationCommand', `${prolog}\n<LocationConstraint ${xmlns}/>`],
    ['GetBucketVersioningCommand', `${prolog}<VersioningConfiguration ${xmlns}></VersioningConfiguration>`],
    [
      'GetBucketCorsCommand',
      `<CORSConfiguration ${xmlns}><CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>`,
    ],
    ['GetPublicAccessBlockCommand', `${prolog}<PublicAccessBlockConfiguration></PublicAccessBlockConfiguration>`],
    ['GetPublicAccessBlockCommand', `${prolog}<BlockPublicAccessBlockConfiguration></BlockPublicAccessBlockConfiguration>\n`],
    [
      'GetObjectLockConfigurationCommand',
      `${prolog}<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>`,
    ],
    ['GetBucketLoggingCommand', `${prolog}<BucketLoggingStatus ${xmlns}/>`],
    [
      'GetBucketRequestPaymentCommand',
      `${prolog}<RequestPaymentConfiguration ${xmlns}><Payer>BucketOwner</Payer></RequestPaymentConfiguration>`,
    ],
  ])('%s is believed', (command, text) => {
    expect(wrongDocument(command, text)).toBeUndefined();
  });

  it.each([
    ['GetBucketPolicyStatusCommand', 'PolicyStatus'],
    ['GetBucketRequestPaymentCommand', 'RequestPaymentConfiguration'],
    ['GetBucketOwnershipControlsCommand', 'OwnershipControls'],
    ['GetBucketEncryptionCommand', 'ServerSideEncryptionConfiguration'],
    ['GetBucketAclCommand', 'AccessControlPolicy'],
    ['GetBucketLifecycleConfigurationCommand', 'LifecycleConfiguration'],
  ])('%s is refused when it is the listing', (command, root) => {
    const text = `${prolog}<ListBucketResult ${xmlns}><IsTruncated>false</IsTruncated><Name>b</Name></ListBucketResult>`;
    expect(wrongDocument(command, text)).toBe(`asked for ${root}, the server answered ListBucketResult`);
  });
});
