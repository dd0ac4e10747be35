using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Client;

/// <summary>Follows what happens over as many connections as it takes, each of which goes on after the last position of the one before.</summary>
internal sealed class Subscription(Caller caller, TroupeClientOptions options, Call call, RequestOptions? request)
{
    /// <summary>A server shows a sign of life every 15 s unless told otherwise; three missed ones in a row are no accident.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>A connection that lasted for so long is no failure.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(5);

    private Call _call = call;
    private bool _opened;
    private int _lost;

    /// <summary>Reads until the credential is good no longer, or cancelled.</summary>
    /// <exception cref="TroupeException">The server refused, or could not be reached at first.</exception>
    public async IAsyncEnumerable<TItem> ReadAsync<TItem>([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            Exception? cause = null;
            var began = options.Time.GetTimestamp();
            var connection = OpenAsync<TItem>(cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (connection.ConfigureAwait(false))
            {
                while (true)
                {
                    try
                    {
                        if (!await connection.MoveNextAsync().ConfigureAwait(false))
                        {
                            break;
                        }
                    }
                    catch (Exception failure) when (failure is TroupeException or IOException or HttpRequestException or TimeoutException)
                    {
                        cause = failure;
                        break;
                    }

                    _lost = 0;
                    yield return connection.Current;
                }
            }

            // Connections that fail soon after one another make the waits longer.
            _lost = options.Time.GetElapsedTime(began) > Lasting ? 1 : _lost + 1;
            await Task.Delay(WaitAfter(cause), options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async IAsyncEnumerable<TItem> OpenAsync<TItem>([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await caller.FetchAsync(_call, request, cancellationToken).ConfigureAwait(false);
        _opened = true;
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var stream = new WatchedStream(body, Silence, options.Time);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            Remember(item.EventId);
            if (item.EventType == SseParser.EventTypeDefault)
            {
                yield return JsonSerializer.Deserialize<TItem>(item.Data, Wire.Json)!;
            }
            else if (item.EventType == "end")
            {
                var ended = JsonSerializer.Deserialize<SubscriptionEnded>(item.Data, Wire.Json)!;
                throw new TroupeException(ended.Code, ended.Detail) { IsRetryable = ended.Retryable };
            }
        }
    }

    private void Remember(string? position)
    {
        if (long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var after))
        {
            _call = _call with { Query = [.. _call.Query.Where(entry => entry.Name != "after"), ("after", after)] };
        }
    }

    // Throws what ended the last connection when another does not help.
    private TimeSpan WaitAfter(Exception? cause)
    {
        if (cause is not TroupeException refusal)
        {
            return RetryWait.After(_lost, asked: null);
        }

        var wait = RetryWait.After(_lost, refusal.RetryAfter);
        var expired = refusal.Code == "token_expired";
        if (!_opened || !refusal.IsRetryable || wait > options.Patience || (expired && (options.Credential is null || options.IsCredentialFixed || _lost > 3)))
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(refusal);
        }

        return expired && _lost == 1 ? TimeSpan.Zero : wait;
    }
}
