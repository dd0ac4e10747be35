using System.Text;

namespace Troupe.Testing.Isolation;

/// <summary>Something that is listened to.</summary>
internal interface IHeard : IAsyncDisposable
{
    /// <summary>What came so far.</summary>
    string Heard { get; }

    /// <summary>Whether it was opened.</summary>
    bool IsOpen { get; }
}

/// <summary>Server-sent events that somebody follows, or was refused.</summary>
internal sealed class HeardStream : IHeard
{
    private readonly StringBuilder _heard = new();
    private readonly CancellationTokenSource _stop = new();
    private HttpResponseMessage? _response;
    private Task _reading = Task.CompletedTask;

    private HeardStream()
    {
    }

    /// <inheritdoc/>
    public string Heard
    {
        get
        {
            lock (_heard)
            {
                return _heard.ToString();
            }
        }
    }

    /// <inheritdoc/>
    public bool IsOpen => _response is { IsSuccessStatusCode: true };

    /// <summary>Asks for a stream.</summary>
    /// <param name="http">The connection.</param>
    /// <param name="request">The request.</param>
    /// <param name="heard">Called for what comes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<HeardStream> OpenAsync(HttpClient http, HttpRequestMessage request, Action heard, CancellationToken cancellationToken)
    {
        var stream = new HeardStream { _response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken) };
        stream._reading = stream.ReadAsync(heard);
        return stream;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _response?.Dispose();
        _stop.Dispose();
    }

    private async Task ReadAsync(Action heard)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            await using var stream = await _response!.Content.ReadAsStreamAsync(_stop.Token);
            while (await stream.ReadAsync(buffer, _stop.Token) is > 0 and var length)
            {
                heard();
                lock (_heard)
                {
                    _heard.Append(Encoding.UTF8.GetString(buffer, 0, length));
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or HttpRequestException)
        {
            // It is over.
        }
    }
}
