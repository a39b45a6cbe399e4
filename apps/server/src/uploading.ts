import type { Socket } from 'node:net';

const uploading = new WeakSet<Socket>();

/** Node ends a request that takes longer to arrive than most may; one that is marked so is left to its receiver. */
export function isUploading(socket: Socket): boolean {
  return uploading.has(socket);
}

export function markUploading(socket: Socket): () => void {
  uploading.add(socket);
  return () => uploading.delete(socket);
}
