import { createRootRoute } from '@tanstack/react-router';
import { NothingHere } from './shell/nothing-here.tsx';
import { Shell } from './shell/shell.tsx';

export const root = createRootRoute({ component: Shell, notFoundComponent: NothingHere });
