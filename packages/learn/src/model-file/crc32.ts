/**
 * CRC-32 (ISO 3309, reflected, polynomial 0xEDB88320), four bytes a step (Kounavis and Berry 2005).
 * It finds damage, every single flipped byte among it; it is no protection from somebody who forges a file.
 */
export type Crc32 = (bytes: Uint8Array, start?: number) => number;

export function createCrc32(): Crc32 {
  const tables = makeTables();
  const [t0, t1, t2, t3] = tables;
  return (bytes, start = 0) => {
    let crc = ~start;
    let at = 0;
    const whole = bytes.length - (bytes.length % 4);
    for (; at < whole; at += 4) {
      crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
      crc = t3[crc & 255] ^ t2[(crc >>> 8) & 255] ^ t1[(crc >>> 16) & 255] ^ t0[crc >>> 24];
    }
    for (; at < bytes.length; at++) crc = t0[(crc ^ bytes[at]) & 255] ^ (crc >>> 8);
    return ~crc >>> 0;
  };
}

function makeTables(): readonly Int32Array[] {
  const tables = Array.from({ length: 4 }, () => new Int32Array(256));
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    tables[0][byte] = crc;
  }
  for (let byte = 0; byte < 256; byte++) {
    for (let table = 1; table < 4; table++) {
      const previous = tables[table - 1][byte];
      tables[table][byte] = (previous >>> 8) ^ tables[0][previous & 255];
    }
  }
  return tables;
}
