using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace Troupe.Server.Api;

/// <summary>The description as a file. It is the same as long as the server runs, and takes half a second to make: it is made once. Thread-safe.</summary>
internal sealed class ApiFile
{
    private readonly Lazy<Task<(byte[] Bytes, EntityTagHeaderValue Tag)>> _file;

    public ApiFile(IOpenApiDocumentProvider documents) => _file = new(() => WriteAsync(documents));

    /// <summary>The answer.</summary>
    public async Task<IResult> AnswerAsync()
    {
        var (bytes, tag) = await _file.Value;
        return Results.Bytes(bytes, "application/json", entityTag: tag);
    }

    private static async Task<(byte[] Bytes, EntityTagHeaderValue Tag)> WriteAsync(IOpenApiDocumentProvider documents)
    {
        var document = await documents.GetOpenApiDocumentAsync();
        using var file = new MemoryStream();
        await document.SerializeAsJsonAsync(file, OpenApiSpecVersion.OpenApi3_1);
        return (file.ToArray(), new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file.ToArray()).AsSpan(0, 8))}\""));
    }
}
