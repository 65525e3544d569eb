import type { BucketEnv } from '../_runtime/env';
import { type BucketAddress, bucketStorage } from './bucketStorage';
import type { FileStorage } from './fileStorage';

/** Cloud functions have no disk of their own: without a bucket no file can be kept, and the first one says so. */
export function storageOfFunctions(env: BucketEnv): FileStorage {
  const address = bucketOf(env);
  if (address !== undefined) return bucketStorage(address);
  const unset = () => Promise.reject(new Error('No bucket for files is set. See .env.example, BUCKET_URL.'));
  return { put: unset, get: unset, remove: unset };
}

/** The bucket that the environment names, or undefined. */
export function bucketOf(env: BucketEnv): BucketAddress | undefined {
  const { BUCKET_URL, BUCKET_REGION, BUCKET_KEY_ID, BUCKET_KEY } = env;
  if (BUCKET_URL === undefined || BUCKET_KEY_ID === undefined || BUCKET_KEY === undefined) return undefined;
  return { url: BUCKET_URL, region: BUCKET_REGION, keyId: BUCKET_KEY_ID, key: BUCKET_KEY };
}
