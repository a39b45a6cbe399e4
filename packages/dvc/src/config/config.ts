/** One remote as configured: `url` resolved (local paths absolute, `remote://` followed), other keys as written. */
export interface RemoteConfig {
  readonly name: string;
  readonly url: string;
  /** Lower-case keys as DVC names them: endpointurl, region, profile, access_key_id… Paths among them are absolute. */
  readonly options: Readonly<Record<string, string>>;
}

export type LinkType = 'reflink' | 'hardlink' | 'symlink' | 'copy';

/** The repository's configuration of all levels, merged: local > repository > global > system. */
export interface DvcConfig {
  readonly defaultRemote: string | undefined;
  readonly remotes: ReadonlyMap<string, RemoteConfig>;
  readonly cacheFolder: string | undefined;
  /** In the order in which they are tried. */
  readonly linkTypes: readonly LinkType[];
  /** Cache shared by a group: its folders 2775. */
  readonly isCacheShared: boolean;
  readonly hasNoGit: boolean;
  readonly autostage: boolean;
  /** Locks by hard links, for file systems without others. */
  readonly locksByHardLink: boolean;
}
