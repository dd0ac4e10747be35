using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Troupe.Server.Tests.Assets.Storage;

/// <summary>
/// A bucket on loopback: PUT, GET with ranges, HEAD, DELETE and ListObjectsV2, two keys to a page. It checks the signature from what came over the wire, and bodies against the hash
/// that was signed, as the real service does.
/// </summary>
internal sealed class LocalS3 : IAsyncDisposable
{
    public const string Region = "eu-test-1";
    public const string Bucket = "stage";
    public const string AccessKey = "test-access";
    public const string SecretKey = "test-secret";
    private const int PageLength = 2;

    private readonly ConcurrentDictionary<string, (byte[] Bytes, DateTimeOffset At)> _objects = new(StringComparer.Ordinal);
    private readonly WebApplication _app;
    private readonly TimeProvider _time;

    private LocalS3(WebApplication app, TimeProvider time) => (_app, _time) = (app, time);

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public IEnumerable<string> Keys => _objects.Keys;

    public static async Task<LocalS3> StartAsync(TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var bucket = new LocalS3(builder.Build(), time);
        bucket._app.Run(bucket.AnswerAsync);
        await bucket._app.StartAsync();
        return bucket;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (!IsSigned(context) || context.Request.Headers["x-amz-content-sha256"] != Convert.ToHexStringLower(SHA256.HashData(body.ToArray())))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("<Error><Code>SignatureDoesNotMatch</Code></Error>");
            return;
        }

        var path = context.Request.Path.Value!.TrimStart('/');
        var key = path == Bucket ? "" : path[(Bucket.Length + 1)..];
        switch (context.Request.Method)
        {
            case "GET" when key.Length == 0:
                await context.Response.WriteAsync(List(context.Request.Query));
                break;
            case "PUT":
                _objects[key] = (body.ToArray(), _time.GetUtcNow());
                break;
            case "DELETE":
                _objects.TryRemove(key, out _);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                break;
            default:
                await Find(key).ExecuteAsync(context);
                break;
        }
    }

    private IResult Find(string key) => _objects.TryGetValue(key, out var found)
        ? Results.Bytes(found.Bytes, "application/octet-stream", lastModified: found.At, enableRangeProcessing: true)
        : Results.NotFound();

    private string List(IQueryCollection query)
    {
        var from = query["continuation-token"].ToString();
        var keys = _objects.Keys.Where(key => key.StartsWith(query["prefix"].ToString(), StringComparison.Ordinal) && string.CompareOrdinal(key, from) > 0).Order(StringComparer.Ordinal).ToArray();
        var page = keys.Take(PageLength).Select(key => string.Create(
            CultureInfo.InvariantCulture, $"<Contents><Key>{key}</Key><LastModified>{_objects[key].At.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffZ}</LastModified><Size>{_objects[key].Bytes.Length}</Size></Contents>"));
        var next = keys.Length > PageLength ? $"<NextContinuationToken>{keys[PageLength - 1]}</NextContinuationToken>" : "";
        return $"""<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">{string.Concat(page)}{next}</ListBucketResult>""";
    }

    private static bool IsSigned(HttpContext context)
    {
        var headers = context.Request.Headers;
        var fields = headers.Authorization.ToString()["AWS4-HMAC-SHA256 ".Length..].Split(',').Select(field => field.Trim().Split('=', 2)).ToDictionary(field => field[0], field => field[1], StringComparer.Ordinal);
        var day = headers["x-amz-date"].ToString()[..8];
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget.Split('?', 2);
        var query = target.Length < 2 ? "" : string.Join('&', target[1].Split('&').OrderBy(pair => pair, StringComparer.Ordinal));
        var signed = string.Concat(fields["SignedHeaders"].Split(';').Select(name => $"{name}:{headers[name]}\n"));
        var canonical = $"{context.Request.Method}\n{target[0]}\n{query}\n{signed}\n{fields["SignedHeaders"]}\n{headers["x-amz-content-sha256"]}";
        var scope = $"{day}/{Region}/s3/aws4_request";
        var text = $"AWS4-HMAC-SHA256\n{headers["x-amz-date"]}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = new[] { day, Region, "s3", "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes($"AWS4{SecretKey}"), (mac, part) => HMACSHA256.HashData(mac, Encoding.UTF8.GetBytes(part)));
        return fields["Credential"] == $"{AccessKey}/{scope}" && fields["Signature"] == Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
    }
}
