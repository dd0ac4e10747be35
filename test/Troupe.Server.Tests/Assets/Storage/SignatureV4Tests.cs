using System.Net.Http.Headers;
using Troupe.Server.Assets.Storage;

namespace Troupe.Server.Tests.Assets.Storage;

/// <summary>The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, with the key that they are made with.</summary>
[Trait("Category", "fast")]
public sealed class SignatureV4Tests
{
    private static readonly DateTimeOffset At = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/test.txt", "bytes=0-9", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")]
    [InlineData("/?lifecycle", null, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("/?max-keys=2&prefix=J", null, "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void Signs_as_the_published_examples(string target, string? range, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"https://examplebucket.s3.amazonaws.com{target}");
        request.Headers.Range = range is null ? null : RangeHeaderValue.Parse(range);
        new SignatureV4("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").Sign(request, SignatureV4.Empty, At);
        request.Headers.GetValues("Authorization").Single().ShouldEndWith($"Signature={signature}");
    }

    // What AWS's own signer (@smithy/signature-v4 5.7.5, which signs the request get-vanilla of 2015-08-30 as published) makes of what this store sends.
    [Theory]
    [InlineData("GET", "/stage?continuation-token=1%2FAbc%3D&list-type=2&prefix=layers%20of%20acme%2F", SignatureV4.Empty, "a9b0a45988b4126b75af639d46b6c0ce7f2405505060c58e0238698f441584ea")]
    [InlineData("PUT", "/stage/layers%20of%20acme/abc", "92b2fa58028958317e408bd84ecfa70f5ee35b121991dbc232c49d166353708b", "aa8eb3d908f629dbbdfe83eeef6f168384ce1730f35faaeccff7803d68ee8be5")]
    public void Signs_lists_and_names_with_spaces_as_the_maker_of_the_service(string method, string target, string payload, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Parse(method), $"https://s3.example.com{target}");
        new SignatureV4("us-east-1", "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY").Sign(request, payload, At);
        request.Headers.GetValues("Authorization").Single().ShouldEndWith($"Signature={signature}");
    }
}
