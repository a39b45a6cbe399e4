import { availableParallelism, cpus, hostname, totalmem } from 'node:os';

export interface Machine {
  readonly host: string;
  /** As `linux x64`. */
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
}

/** The machine that this process runs on. */
export function thisMachine(): Machine {
  return {
    host: hostname(),
    system: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() || 'unknown processor',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
  };
}

/** In a line: `linux x64, 2 cores of Intel Xeon, 8 GB`. */
export function machineLine({ system, processor, cores, memoryBytes }: Machine): string {
  const memory = `${Math.round(memoryBytes / 2 ** 30)} GB`;
  return `${system}, ${cores} ${cores === 1 ? 'core' : 'cores'} of ${processor}, ${memory}`;
}
