using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;

namespace Troupe.Server.Assets.Storage;

/// <summary>
/// Bytes as objects of a bucket, by the HTTP interface that S3 and its likes share, with the bucket in the path. The id of bytes is the hash that a signature covers,
/// so the other side refuses bytes that were changed on the way.
/// </summary>
/// <param name="options">Where and with which key.</param>
/// <param name="http">Sends the requests.</param>
/// <param name="time">The clock that signatures carry.</param>
internal sealed class S3BlobStore(S3Options options, HttpClient http, TimeProvider time) : IBlobStore
{
    private readonly SignatureV4 _signature = new(options.Region, options.AccessKey, options.SecretKey);

    private readonly string _bucket = $"{options.Endpoint.TrimEnd('/')}/{Uri.EscapeDataString(options.Bucket)}";

    /// <inheritdoc/>
    public async ValueTask PutAsync(AssetId id, Stream content, long length, CancellationToken cancellationToken)
    {
        // The other side would tell that the bytes are others only after it took them all.
        var start = content.Position;
        var (found, bytes) = await Hashing.CopyAsync(content, Stream.Null, length, cancellationToken);
        if (found != id || bytes != length)
        {
            throw new InvalidDataException($"The bytes are not those of {id}.");
        }

        content.Position = start;
        using var request = new HttpRequestMessage(HttpMethod.Put, AddressOf(id)) { Content = new StreamContent(content) };
        request.Content.Headers.ContentLength = length;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var response = await SendAsync(request, id.Value, cancellationToken);
        await ExpectAsync(response, cancellationToken, HttpStatusCode.OK);
    }

    /// <inheritdoc/>
    public async ValueTask<Blob?> FindAsync(AssetId id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, AddressOf(id));
        using var response = await SendAsync(request, SignatureV4.Empty, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        await ExpectAsync(response, cancellationToken, HttpStatusCode.OK);
        return new Blob(id, response.Content.Headers.ContentLength ?? 0, response.Content.Headers.LastModified ?? time.GetUtcNow());
    }

    /// <inheritdoc/>
    public async ValueTask<Stream?> OpenAsync(AssetId id, long offset, long length, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, AddressOf(id));
        request.Headers.Range = new RangeHeaderValue(offset, offset + length - 1);
        var response = await SendAsync(request, SignatureV4.Empty, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            response.Dispose();
            return null;
        }

        await ExpectAsync(response, cancellationToken, HttpStatusCode.PartialContent);
        return new PartStream(await response.Content.ReadAsStreamAsync(cancellationToken), length);
    }

    /// <inheritdoc/>
    public async ValueTask DeleteAsync(AssetId id, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, AddressOf(id));
        using var response = await SendAsync(request, SignatureV4.Empty, cancellationToken);
        await ExpectAsync(response, cancellationToken, HttpStatusCode.NoContent, HttpStatusCode.OK, HttpStatusCode.NotFound);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Blob> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = "";
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{_bucket}?{next}list-type=2&prefix={Uri.EscapeDataString(options.Prefix)}");
            using var response = await SendAsync(request, SignatureV4.Empty, cancellationToken);
            await ExpectAsync(response, cancellationToken, HttpStatusCode.OK);
            var page = await ReadAsync(response, cancellationToken);
            foreach (var entry in page.Elements().Where(element => element.Name.LocalName == "Contents"))
            {
                if (Field(entry, "Key") is { } key && key.StartsWith(options.Prefix, StringComparison.Ordinal) && AssetId.TryParse(key[options.Prefix.Length..], out var id))
                {
                    yield return new Blob(id, long.Parse(Field(entry, "Size") ?? "0", CultureInfo.InvariantCulture), DateTimeOffset.Parse(Field(entry, "LastModified") ?? "", CultureInfo.InvariantCulture));
                }
            }

            next = Field(page, "NextContinuationToken") is { Length: > 0 } token ? $"continuation-token={Uri.EscapeDataString(token)}&" : "";
        }
        while (next.Length > 0);
    }

    private static string? Field(XElement element, string name) => element.Elements().FirstOrDefault(child => child.Name.LocalName == name)?.Value;

    private static async ValueTask<XElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using var reader = XmlReader.Create(await response.Content.ReadAsStreamAsync(cancellationToken), new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return await XElement.LoadAsync(reader, LoadOptions.None, cancellationToken);
        }
        catch (XmlException broken)
        {
            throw new BlobStoreException("storage_unavailable", $"The store of assets answered with a list that cannot be read: {broken.Message}", broken);
        }
    }

    private string AddressOf(AssetId id) => $"{_bucket}/{string.Join('/', (options.Prefix + id.Value).Split('/').Select(Uri.EscapeDataString))}";

    private async ValueTask<HttpResponseMessage> SendAsync(HttpRequestMessage request, string payload, CancellationToken cancellationToken)
    {
        _signature.Sign(request, payload, time.GetUtcNow());
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new BlobStoreException("storage_unavailable", $"The store of assets at {options.Endpoint} cannot be reached: {failure.Message}", failure);
        }
        catch (TaskCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BlobStoreException("storage_unavailable", $"The store of assets at {options.Endpoint} does not answer.", late);
        }
    }

    private async ValueTask ExpectAsync(HttpResponseMessage response, CancellationToken cancellationToken, params HttpStatusCode[] expected)
    {
        if (expected.Contains(response.StatusCode))
        {
            return;
        }

        // Problems are told in XML of a few hundred bytes.
        await using var body = new PartStream(await response.Content.ReadAsStreamAsync(cancellationToken), 2000);
        using var reader = new StreamReader(body);
        var text = await reader.ReadToEndAsync(cancellationToken);
        var wayOut = response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized ? " Check the keys, the region and the clock of this machine (Troupe:Assets:S3)." : "";
        response.Dispose();
        throw new BlobStoreException("storage_unavailable", $"The store of assets at {options.Endpoint} answered {(int)response.StatusCode}.{wayOut} {text}".TrimEnd());
    }
}
