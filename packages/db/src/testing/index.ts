export { keepCompiled } from './keep-compiled.ts';
export { copyWorkspace } from './store-image.ts';
export { type TestStore, testStores } from './test-stores.ts';
