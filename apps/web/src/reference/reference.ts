import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';

// Shows the interface of this server alone. No validator badge: it would ask a public service.
SwaggerUI({
  url: '/v1/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  displayRequestDuration: true,
  filter: true,
  docExpansion: 'list',
  validatorUrl: null,
  persistAuthorization: false,
});
