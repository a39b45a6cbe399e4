import type { BlobFacts, StagedBlob } from './blob-store.ts';

export async function putStaged(staging: Promise<StagedBlob>): Promise<BlobFacts> {
  const staged = await staging;
  try {
    await staged.upload();
    await staged.publish();
    const { sha256, md5, bytes } = staged;
    return { sha256, md5, bytes };
  } finally {
    await staged.discard();
  }
}
