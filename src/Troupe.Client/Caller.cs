using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Troupe.Contracts;

namespace Troupe.Client;

/// <summary>Sends requests until they are answered or it is no use. Thread-safe.</summary>
internal sealed class Caller(HttpClient http, TroupeClientOptions options)
{
    /// <summary>The connection.</summary>
    public HttpClient Http => http;

    /// <summary>Sends a call whose answer is JSON.</summary>
    public async Task<TAnswer> SendAsync<TAnswer>(Call call, RequestOptions? request, CancellationToken cancellationToken)
    {
        using var response = await FetchAsync(call, request, cancellationToken).ConfigureAwait(false);
        try
        {
            return await response.Content.ReadFromJsonAsync<TAnswer>(Wire.Json, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException unreadable)
        {
            throw new TroupeException("bad_answer", $"{call.Method} /{call.Address()} was answered, but not as expected: {unreadable.Message} Server and client may be of different versions.", unreadable) { Status = response.StatusCode };
        }
    }

    /// <summary>Sends a call whose answer is text.</summary>
    public async Task<string> ReadAsync(Call call, RequestOptions? request, CancellationToken cancellationToken)
    {
        using var response = await FetchAsync(call, request, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a call whose answer says nothing.</summary>
    public async Task TellAsync(Call call, RequestOptions? request, CancellationToken cancellationToken)
    {
        using var response = await FetchAsync(call, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Goes through a list, a page at a time.</summary>
    public async IAsyncEnumerable<TItem> ListAsync<TPage, TItem>(
        Call call, Func<TPage, (IReadOnlyList<TItem> Items, object? Next)> read, RequestOptions? request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (object? next; ;)
        {
            (var items, next) = read(await SendAsync<TPage>(call, request, cancellationToken).ConfigureAwait(false));
            foreach (var item in items)
            {
                yield return item;
            }

            if (next is null)
            {
                yield break;
            }

            call = call with { Query = [.. call.Query.Where(entry => entry.Name != "after"), ("after", next)] };
        }
    }

    /// <summary>Follows what is told, over as many connections as it takes.</summary>
    public async IAsyncEnumerable<TItem> FollowAsync<TItem>(Call call, RequestOptions? request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in new Subscription(this, options, call, request).ReadAsync<TItem>(cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }

    /// <summary>Sends a call; the answer is a success, and its body not yet read.</summary>
    /// <exception cref="TroupeException">The server refused, or could not be reached.</exception>
    public async Task<HttpResponseMessage> FetchAsync(Call call, RequestOptions? request, CancellationToken cancellationToken)
    {
        // The same for all attempts, so that the server does the change once.
        var key = call.IsChange ? request?.IdempotencyKey ?? Guid.NewGuid().ToString("N") : null;
        for (var attempt = 1; ; attempt++)
        {
            TroupeException problem;
            try
            {
                using var message = Message(call, request, key);
                message.Headers.Authorization = options.Credential is { } credential && await credential(cancellationToken).ConfigureAwait(false) is { Length: > 0 } text ? new AuthenticationHeaderValue("Bearer", text) : null;
                var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
                if (!Refusal.Is(response))
                {
                    return response;
                }

                using (response)
                {
                    problem = await Refusal.ReadAsync(response, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (HttpRequestException lost)
            {
                problem = new TroupeException(TroupeException.Unreachable, $"{http.BaseAddress} cannot be reached: {lost.GetBaseException().Message}", lost) { IsRetryable = true };
            }

            // What is read while it is sent cannot be sent twice.
            var wait = RetryWait.After(attempt, problem.RetryAfter);
            if (!MayHelp(problem) || call.Content is not null || attempt >= options.Attempts || wait > options.Patience)
            {
                throw problem;
            }

            await Task.Delay(wait, options.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool MayHelp(TroupeException problem) => problem.IsRetryable && (problem.Code != "token_expired" || (options.Credential is not null && !options.IsCredentialFixed));

    private static HttpRequestMessage Message(Call call, RequestOptions? request, string? key)
    {
        var message = new HttpRequestMessage(new HttpMethod(call.Method), new Uri(call.Address(), UriKind.Relative))
        {
            // A message of the wire protocol says its type; other records are told by the address.
            Content = call.Content ?? (call.Request is { } body ? JsonContent.Create(body, body is ClientMessage ? typeof(ClientMessage) : body.GetType(), options: Wire.Json) : null),
        };
        Add("If-Match", call.Match(request?.Version));
        Add("Idempotency-Key", key);
        Add("Troupe-Why", request?.Why);
        return message;

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                message.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }
}
