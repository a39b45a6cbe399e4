/** What a mark is for; the palette says which colour that is by day and by night. */
export type Ink = keyof typeof inks;

/**
 * Series are told apart by people who do not see red and green apart, and keep a contrast of 3 : 1 and more to the
 * paper; text keeps 4.5 : 1.
 */
export const inks = {
  paper: { light: '#ffffff', dark: '#14181f' },
  text: { light: '#1c232d', dark: '#e4e8ee' },
  muted: { light: '#5b6675', dark: '#9aa6b5' },
  grid: { light: '#e3e7ec', dark: '#2a313c' },
  axis: { light: '#8b96a5', dark: '#67727f' },
  series1: { light: '#1f6feb', dark: '#6ea8fe' },
  series2: { light: '#c2570c', dark: '#f0a05a' },
  series3: { light: '#0f7b6c', dark: '#4cc2ad' },
  series4: { light: '#8b3fc7', dark: '#c39bf0' },
  series5: { light: '#b3245f', dark: '#f283ad' },
  series6: { light: '#5c6b00', dark: '#b5c24a' },
  onSeries: { light: '#ffffff', dark: '#0b1220' },
} as const;

export const series: readonly Ink[] = ['series1', 'series2', 'series3', 'series4', 'series5', 'series6'];
