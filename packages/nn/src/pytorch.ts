export { type OpenPytorch, openPytorch } from './pytorch/open-pytorch.ts';
export { PytorchError } from './pytorch/pytorch-error.ts';
export {
  type ReadTorchParametersOptions,
  readTorchParameters,
} from './pytorch/read-torch-parameters.ts';
export { TorchParametersError } from './pytorch/torch-parameters-error.ts';
