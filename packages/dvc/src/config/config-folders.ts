/** Where the configuration outside the repository lies; either may not exist. */
export interface ConfigFolders {
  readonly global: string;
  readonly system: string;
  /** What `~` stands for. */
  readonly home: string;
}

/** As DVC looks for them; the app passes its environment, its platform and the person's home. */
export function configFolders(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
  home: string,
): ConfigFolders {
  const { global, system } =
    platform === 'darwin'
      ? { global: `${home}/Library/Application Support/dvc`, system: '/Library/Application Support/dvc' }
      : platform === 'win32'
        ? {
            global: `${environment.LOCALAPPDATA ?? `${home}\\AppData\\Local`}\\iterative\\dvc`,
            system: `${environment.PROGRAMDATA ?? 'C:\\ProgramData'}\\iterative\\dvc`,
          }
        : {
            global: `${environment.XDG_CONFIG_HOME || `${home}/.config`}/dvc`,
            system: `${(environment.XDG_CONFIG_DIRS || '/etc/xdg').split(':')[0]}/dvc`,
          };
  return {
    global: environment.DVC_GLOBAL_CONFIG_DIR || global,
    system: environment.DVC_SYSTEM_CONFIG_DIR || system,
    home,
  };
}
