import { Button, Field, Select } from '@verdict/ui';
import { genreWords } from '../../words/say.ts';
import { type FilmOrder, filmOrders, type Standing } from '../page-data.ts';
import { useWords } from '../shell/words-context.tsx';
import { searchCharsMost, standings } from './films-url.ts';
import type { Films } from './use-films.ts';

/** A form that asks by its address, so it works before and without any script. */
export function FilmsFilters({
  films,
  genres,
}: {
  readonly films: Films;
  readonly genres: readonly string[];
}) {
  const { words } = useWords();
  const { query, type, choose } = films;
  return (
    <search>
      <form
        action="/"
        method="get"
        onSubmit={(event) => {
          event.preventDefault();
          choose({ search: query.search.trim() });
        }}
        className="grid grid-cols-2 items-end gap-3 md:grid-cols-[minmax(14rem,2fr)_1fr_1fr_1fr_auto]"
      >
        <div className="col-span-2 md:col-span-1">
          <Field
            label={words.films.search}
            type="search"
            name="search"
            placeholder={words.films.searchHint}
            value={query.search}
            maxLength={searchCharsMost}
            autoComplete="off"
            onChange={(event) => type(event.target.value)}
          />
        </div>
        <Select
          label={words.films.order}
          name="order"
          value={query.order}
          onChange={(event) => choose({ order: event.target.value as FilmOrder })}
        >
          {filmOrders.map((order) => (
            <option key={order} value={order}>
              {words.films.orders[order]}
            </option>
          ))}
        </Select>
        <Select
          label={words.films.genre}
          name="genre"
          value={query.genre ?? ''}
          onChange={(event) => choose({ genre: event.target.value || null })}
        >
          <option value="">{words.films.everyGenre}</option>
          {genres.map((genre) => (
            <option key={genre} value={genre}>
              {genreWords(words, genre)}
            </option>
          ))}
        </Select>
        <Select
          label={words.films.standing}
          name="standing"
          value={query.standing ?? ''}
          onChange={(event) => choose({ standing: (event.target.value || null) as Standing | null })}
        >
          <option value="">{words.films.everyStanding}</option>
          {standings.map((standing) => (
            <option key={standing} value={standing}>
              {words.standing[standing]}
            </option>
          ))}
        </Select>
        <Button type="submit">{words.films.show}</Button>
      </form>
    </search>
  );
}
