/** The part of Swagger UI's options that this page sets: https://swagger.io/docs/open-source-tools/swagger-ui/usage/configuration/ */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export default function SwaggerUI(options: {
    url: string;
    dom_id: string;
    deepLinking: boolean;
    displayRequestDuration: boolean;
    filter: boolean;
    docExpansion: 'list' | 'full' | 'none';
    validatorUrl: null;
    persistAuthorization: boolean;
  }): unknown;
}
