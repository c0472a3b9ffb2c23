import { HttpException } from '@nestjs/common';

/** The JSON answer to a refused use case: `{ error }` with its `kind`, or `{ errors }` with all of them. */
export function refusal(error: unknown, status = 422): HttpException {
  return new HttpException(
    Array.isArray(error) ? { errors: error as unknown[] } : { error },
    status,
  );
}
