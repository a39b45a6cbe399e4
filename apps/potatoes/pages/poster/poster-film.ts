export interface PosterFilm {
  readonly id: number;
  readonly name: string;
  readonly year: number;
  readonly genres: readonly string[];
}
