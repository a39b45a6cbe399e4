import { type Calibration, noCalibration } from './calibration.ts';
import { fitIsotonic } from './fit-isotonic.ts';
import { fitSigmoid } from './fit-sigmoid.ts';
import { fitTemperature } from './fit-temperature.ts';

export function fitCalibration(
  kind: Calibration['kind'],
  margins: Float64Array,
  labels: Int32Array,
): Calibration {
  switch (kind) {
    case 'temperature':
      return fitTemperature(margins, labels);
    case 'sigmoid':
      return fitSigmoid(margins, labels);
    case 'isotonic':
      return fitIsotonic(margins, labels);
    case 'none':
      return noCalibration;
  }
}
