export type { BackendLoader, BackendName, BackendRequest } from './backend-loader.ts';
export { BackendUnavailableError } from './backend-unavailable-error.ts';
export { type ChooseBackendOptions, type ChosenBackend, chooseBackend } from './choose-backend.ts';
export { registerGradients } from './register-gradients.ts';
export { registerWasmTrainingKernels } from './wasm-kernels/register-wasm-training-kernels.ts';
