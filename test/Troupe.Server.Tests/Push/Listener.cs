using System.Globalization;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Tests.Push;

/// <summary>A browser's EventSource.</summary>
internal sealed class Listener(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
{
    public static async Task<Listener> OpenAsync(HttpClient client, string query, long? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/subscriptions{query}");
        if (lastEventId is { } position)
        {
            request.Headers.Add("Last-Event-ID", position.ToString(CultureInfo.InvariantCulture));
        }

        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var listener = new Listener(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
        while (await listener.LineAsync() is not "")
        {
        }

        return listener;
    }

    public async Task<Pushed> NextAsync()
    {
        while (true)
        {
            if (await LineAsync() is ['d', 'a', 't', 'a', ':', ' ', .. var json])
            {
                return JsonSerializer.Deserialize<Pushed>(json, Wire.Json)!;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> LineAsync()
    {
        using var late = new CancellationTokenSource(WireClient.Patience);
        return await reader.ReadLineAsync(late.Token) ?? throw new InvalidOperationException("The line ended.");
    }
}
