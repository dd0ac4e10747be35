using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Troupe.Server.Assets.Storage;

/// <summary>Signs requests to S3: AWS Signature Version 4 in the Authorization header (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).</summary>
/// <param name="region">The region that the bucket is in.</param>
/// <param name="accessKey">Id of the key.</param>
/// <param name="secretKey">The key.</param>
internal sealed class SignatureV4(string region, string accessKey, string secretKey)
{
    /// <summary>SHA-256 of no bytes.</summary>
    public const string Empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Adds <c>x-amz-date</c>, <c>x-amz-content-sha256</c> and the signature over them, the host, the other headers of the request, its path and its query.</summary>
    /// <param name="request">The request; path and query are escaped as RFC 3986 says.</param>
    /// <param name="payload">SHA-256 of its body, in lower case.</param>
    /// <param name="at">When it is sent.</param>
    public void Sign(HttpRequestMessage request, string payload, DateTimeOffset at)
    {
        var date = at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{date[..8]}/{region}/s3/aws4_request";
        request.Headers.Host = request.RequestUri!.Authority;
        request.Headers.TryAddWithoutValidation("x-amz-date", date);
        request.Headers.TryAddWithoutValidation("x-amz-content-sha256", payload);
        var headers = request.Headers.Select(header => (Name: header.Key.ToLowerInvariant(), Value: string.Join(',', header.Value).Trim())).OrderBy(header => header.Name, StringComparer.Ordinal).ToArray();
        var names = string.Join(';', headers.Select(header => header.Name));
        var canonical = new StringBuilder()
            .Append(request.Method.Method).Append('\n')
            .Append(request.RequestUri.AbsolutePath).Append('\n')
            .Append(QueryOf(request.RequestUri)).Append('\n')
            .AppendJoin("", headers.Select(header => $"{header.Name}:{header.Value}\n")).Append('\n')
            .Append(names).Append('\n')
            .Append(payload)
            .ToString();
        var text = $"{Algorithm}\n{date}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var signature = Convert.ToHexStringLower(Mac(KeyOf(date[..8]), text));
        request.Headers.TryAddWithoutValidation("Authorization", $"{Algorithm} Credential={accessKey}/{scope},SignedHeaders={names},Signature={signature}");
    }

    private static string QueryOf(Uri address) => string.Join('&', address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : $"{pair}=")
        .Order(StringComparer.Ordinal));

    private byte[] KeyOf(string day) => Mac(Mac(Mac(Mac(Encoding.UTF8.GetBytes($"AWS4{secretKey}"), day), region), "s3"), "aws4_request");

    private static byte[] Mac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
