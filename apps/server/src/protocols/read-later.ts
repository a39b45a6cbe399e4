import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox';
import type { FastifySchemaCompiler } from 'fastify';

/**
 * The schema of the body is for readers of the document alone: whoever handles the request reads it once, whichever
 * type it came as, and says in the protocol's words what is wrong.
 */
export const bodyIsReadLater: FastifySchemaCompiler<unknown> = (route) =>
  route.httpPart === 'body'
    ? () => true
    : TypeBoxValidatorCompiler(route as Parameters<typeof TypeBoxValidatorCompiler>[0]);

/** The same of a query: one message with the body and the address, to clients that send it as either. */
export const messageIsReadLater: FastifySchemaCompiler<unknown> = () => () => true;
