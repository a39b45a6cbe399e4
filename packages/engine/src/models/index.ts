export { findRecipe } from './find-recipe.ts';
export { learnOrigin } from './learn-origin.ts';
export { assertWritable, modelName, nextModelPath, versionOf } from './model-path.ts';
export { readModel } from './read-model.ts';
