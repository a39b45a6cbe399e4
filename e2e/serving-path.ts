/** What a site needs of learn to answer in its visitors' browsers. */
export { createExplainer, createPredictor, decodeModel, selfTest } from '@verdict/learn';
