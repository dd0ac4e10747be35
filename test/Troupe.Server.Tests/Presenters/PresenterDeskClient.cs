using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Tests.Presenters;

/// <summary>Somebody who works on presenters over HTTP.</summary>
internal sealed class PresenterDeskClient(HttpClient http)
{
    /// <summary>Creates a presenter.</summary>
    public async Task<PresenterView> CreateAsync(string id, string preset = "host")
    {
        using var response = await SendAsync(HttpMethod.Post, "/v1/presenters", new { name = $"The {id}", id, preset }, key: $"create-{id}");
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        return await ReadAsync<PresenterView>(response);
    }

    /// <summary>Does a change that must succeed.</summary>
    public async Task<PresenterView> DoAsync(HttpMethod method, string path, object body, string ifMatch = "*")
    {
        using var response = await SendAsync(method, path, body, ifMatch, Guid.NewGuid().ToString());
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return await ReadAsync<PresenterView>(response);
    }

    /// <summary>Publishes the draft.</summary>
    public Task<PresenterView> PublishAsync(string id) => DoAsync(HttpMethod.Post, $"/v1/presenters/{id}/publish", new { });

    /// <summary>Reads something.</summary>
    public async Task<TView> GetAsync<TView>(string path)
    {
        using var response = await http.GetAsync(path);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return await ReadAsync<TView>(response);
    }

    /// <summary>Sends a request.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, string? ifMatch = null, string? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, options: Wire.Json) };
        if (ifMatch is not null)
        {
            request.Headers.IfMatch.Add(ifMatch == "*" ? EntityTagHeaderValue.Any : new EntityTagHeaderValue(ifMatch));
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await http.SendAsync(request);
    }

    /// <summary>The code of a refusal, and the codes and fields of its reasons.</summary>
    public static async Task<(string Code, string[] Reasons)> RefusalAsync(HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        var reasons = document.RootElement.TryGetProperty("reasons", out var list)
            ? list.EnumerateArray().Select(reason => $"{reason.GetProperty("code").GetString()} {(reason.TryGetProperty("field", out var field) ? field.GetString() : "")}".TrimEnd()).ToArray()
            : [];
        return (document.RootElement.GetProperty("code").GetString()!, reasons);
    }

    private static async Task<TView> ReadAsync<TView>(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<TView>(Wire.Json))!;
}
