using System.Net.Http.Headers;
using System.Net.Http.Json;
using Troupe.Contracts;
using Troupe.Contracts.Control;

namespace Troupe.Server.Tests.Assets;

/// <summary>Somebody who works with assets over HTTP.</summary>
internal static class AssetClient
{
    /// <summary>Sends a file.</summary>
    public static Task<HttpResponseMessage> UploadAsync(this HttpClient http, byte[] bytes, string mediaType, string visibility = "private") =>
        http.PostAsync($"/v1/assets?visibility={visibility}", new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } });

    /// <summary>Sends a file that must be taken.</summary>
    public static async Task<AssetView> KeepAsync(this HttpClient http, byte[] bytes, string mediaType, string visibility = "private")
    {
        using var response = await http.UploadAsync(bytes, mediaType, visibility);
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<AssetView>(Wire.Json))!;
    }
}
