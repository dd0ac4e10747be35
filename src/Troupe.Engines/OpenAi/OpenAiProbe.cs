using System.Net;
using System.Net.Http.Headers;

namespace Troupe.Engines.OpenAi;

/// <summary>Looks whether an endpoint is there and takes the key, by asking for its models, which costs nothing.</summary>
internal static class OpenAiProbe
{
    /// <summary>A start-up and a doctor wait for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Looks. Never throws but when cancelled.</summary>
    public static async Task<EngineFinding> LookAsync(OpenAiOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Endpoint.AbsoluteUri.TrimEnd('/') + "/models"));
        if (!string.IsNullOrEmpty(options.ApiKey))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            var status = $"HTTP {(int)response.StatusCode}";
            return response.StatusCode switch
            {
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => Missing($"{options.Endpoint} refuses the API key ({status}).", "Set the API key of the OpenAi section."),
                >= HttpStatusCode.InternalServerError => Missing($"{options.Endpoint} has a fault of its own ({status}).", "Look at the endpoint's log."),
                HttpStatusCode.OK => new EngineFinding("writer", "openai", Found: true, $"model {options.Model} at {options.Endpoint}"),
                _ => new EngineFinding("writer", "openai", Found: true, $"model {options.Model} at {options.Endpoint}, which does not list its models ({status})"),
            };
        }
        catch (Exception fault) when (fault is HttpRequestException or NotSupportedException or InvalidOperationException)
        {
            return Missing($"{options.Endpoint} cannot be reached: {fault.Message}", "Start the endpoint, or set its address in the OpenAi section.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Missing($"{options.Endpoint} did not answer within {Patience.TotalSeconds:0} s.", "Start the endpoint, or set its address in the OpenAi section.");
        }
    }

    private static EngineFinding Missing(string detail, string cure) => new("writer", "openai", Found: false, detail, cure);
}
