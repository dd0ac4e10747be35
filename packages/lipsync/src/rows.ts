/**
 * Each row of a matrix with a vector, and a bias for each. Four rows at a time: a product of one row alone waits for its own sum at every step.
 *
 * @param products Overwritten; as many as there are rows.
 */
export function multiplyRows(matrix: Float64Array, bias: Float64Array, vector: Float64Array, products: Float64Array): void {
  const width = vector.length;
  const rows = bias.length;
  const whole = rows - (rows % 4);
  for (let row = 0; row < whole; row += 4) {
    const one = row * width;
    const two = one + width;
    const three = two + width;
    const four = three + width;
    let sumOne = bias[row]!;
    let sumTwo = bias[row + 1]!;
    let sumThree = bias[row + 2]!;
    let sumFour = bias[row + 3]!;
    for (let index = 0; index < width; index++) {
      const value = vector[index]!;
      sumOne += matrix[one + index]! * value;
      sumTwo += matrix[two + index]! * value;
      sumThree += matrix[three + index]! * value;
      sumFour += matrix[four + index]! * value;
    }

    products[row] = sumOne;
    products[row + 1] = sumTwo;
    products[row + 2] = sumThree;
    products[row + 3] = sumFour;
  }

  for (let row = whole; row < rows; row++) {
    let sum = bias[row]!;
    for (let index = 0; index < width; index++) {
      sum += matrix[row * width + index]! * vector[index]!;
    }

    products[row] = sum;
  }
}
