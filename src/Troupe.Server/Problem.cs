using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Troupe.Contracts;
using Troupe.Server.Assets.Storage;
using Troupe.Server.Audit;
using Troupe.Server.Events;

namespace Troupe.Server;

/// <summary>Errors over HTTP: problem+json (RFC 9457) with a <c>code</c> of <see cref="ErrorCodes"/>.</summary>
internal static class Problem
{
    /// <summary>A result for a code.</summary>
    /// <param name="code">A code of <see cref="ErrorCodes"/>.</param>
    /// <param name="detail">What happened here and the way out.</param>
    /// <param name="retryAfter">When the same request may succeed, sent as Retry-After in whole seconds.</param>
    /// <param name="extensions">Members beside the standard ones.</param>
    public static IResult Of(string code, string detail, TimeSpan? retryAfter = null, IReadOnlyDictionary<string, object?>? extensions = null) =>
        new ProblemResult(Details(code, detail, extensions), retryAfter);

    /// <summary>Answers every error that no endpoint answered (unknown address, wrong method, fault) as problem+json.</summary>
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(branch => branch.Run(context => Of(context.Features.Get<IExceptionHandlerFeature>()?.Error).ExecuteAsync(context)));
        app.UseStatusCodePages(async pages =>
        {
            var status = pages.HttpContext.Response.StatusCode;
            var code = status switch
            {
                StatusCodes.Status401Unauthorized => "unauthorized",
                StatusCodes.Status404NotFound => "not_found",
                StatusCodes.Status405MethodNotAllowed => "method_not_allowed",
                StatusCodes.Status413PayloadTooLarge => "message_too_large",
                >= 500 => "server_error",
                _ => "bad_request",
            };
            var taken = status is StatusCodes.Status415UnsupportedMediaType ? pages.HttpContext.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes : null;
            var details = Details(code, taken is null ? ReasonPhrases.GetReasonPhrase(status) : $"Send the body with Content-Type: {string.Join(" or ", taken)}.", extensions: null);
            details.Status = status;
            await new ProblemResult(details, retryAfter: null).ExecuteAsync(pages.HttpContext);
        });
    }

    private static IResult Of(Exception? failure) => failure switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } large => Of("message_too_large", large.Message),
        BadHttpRequestException bad => Of("bad_request", bad.InnerException is System.Text.Json.JsonException json ? $"The body is not the JSON that is expected: {json.Message}" : bad.Message),
        EventStoreException store => Of(store.Code, store.Message),
        BlobStoreException store => Of(store.Code, store.Message),
        AuditDamagedException damaged => Of("audit_damaged", damaged.Message),
        _ => Of("server_error", "The request failed; the server's log has the cause."),
    };

    private static ProblemDetails Details(string code, string detail, IReadOnlyDictionary<string, object?>? extensions)
    {
        var error = ErrorCodes.Get(code);
        var details = new ProblemDetails { Title = error.Title, Detail = detail, Status = error.Status };
        details.Extensions["code"] = error.Code;
        details.Extensions["retryable"] = error.Retryable;
        foreach (var (name, value) in extensions ?? new Dictionary<string, object?>(StringComparer.Ordinal))
        {
            details.Extensions[name] = value;
        }

        return details;
    }

    private sealed class ProblemResult(ProblemDetails details, TimeSpan? retryAfter) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            if (retryAfter is { } wait)
            {
                httpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            }

            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.StatusCode = details.Status!.Value;
            return httpContext.Response.WriteAsJsonAsync(details, options: null, "application/problem+json", httpContext.RequestAborted);
        }
    }
}
