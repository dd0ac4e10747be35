using System.Net.Http.Headers;
using System.Text.Json;

namespace Troupe.Cli.Audit;

/// <summary>The audit of a server.</summary>
internal sealed class AuditServer : IDisposable
{
    private readonly HttpClient _http;

    public AuditServer(Uri server, string? token)
    {
        // An export of a long log takes as long as it takes; a server that says nothing is given up by the handler.
        _http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(10) }) { BaseAddress = server, Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Fetches the export into a file.</summary>
    /// <exception cref="HttpRequestException">The server cannot be reached, or refuses; the message says why.</exception>
    public async Task FetchExportAsync(FileInfo file, CancellationToken cancellationToken)
    {
        using var response = await GetAsync("v1/audit/export", cancellationToken);
        await using var target = file.Create();
        await response.Content.CopyToAsync(target, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancellationToken)
    {
        var response = await _http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new HttpRequestException($"The server refused: {await ReasonAsync(response, cancellationToken)}");
        }
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
            return $"{problem.RootElement.GetProperty("code").GetString()}. {problem.RootElement.GetProperty("detail").GetString()}";
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"{(int)response.StatusCode} {response.ReasonPhrase}";
        }
    }
}
